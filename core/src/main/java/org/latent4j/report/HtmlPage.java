package org.latent4j.report;

import java.util.ArrayList;
import java.util.List;

/** A report as one HTML file. */
final class HtmlPage {
  /** From so many titled sections on, a table of contents leads to them. */
  private static final int MANY = 4;

  /** Forbids the page to load anything, whatever a reader's tool may add to it. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

  private HtmlPage() {}

  /** The whole page. */
  static String of(Report report) {
    Markup out = new Markup();
    out.raw("<!DOCTYPE html>\n").open("html", "lang", "en").raw("\n");
    head(out, report.title());
    List<String> titles = new ArrayList<>();
    report.sections().forEach(section -> titles.add(section.title()));
    titles.removeIf(String::isEmpty);
    boolean contents = titles.size() >= MANY;
    out.open("body", "class", contents ? "wide" : "");
    out.open("header").element("h1", report.title());
    if (!report.subtitle().isEmpty()) {
      out.element("p", report.subtitle());
    }
    out.close();
    if (contents) {
      contents(out, titles);
    }
    out.open("main");
    sections(out, report.sections());
    out.close().close().close();
    return out.raw("\n").toString();
  }

  private static void head(Markup out, String title) {
    out.open("head").raw("\n");
    out.leaf("meta", "charset", "utf-8");
    out.leaf("meta", "http-equiv", "Content-Security-Policy", "content", POLICY);
    out.leaf("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    out.leaf("meta", "name", "color-scheme", "content", "light dark");
    out.element("title", title);
    out.open("style").raw("\n").raw(Style.CSS).close();
    out.close();
  }

  private static void contents(Markup out, List<String> titles) {
    out.open("nav", "aria-label", "Contents").open("ul");
    for (int i = 0; i < titles.size(); i++) {
      out.open("li").element("a", titles.get(i), "href", "#s" + (i + 1)).close();
    }
    out.close().close();
  }

  private static void sections(Markup out, List<Section> sections) {
    HtmlSections reader = HtmlSections.wide(out);
    int number = 0;
    for (Section section : sections) {
      boolean titled = !section.title().isEmpty();
      out.open("section", "id", titled ? "s" + ++number : "");
      if (titled) {
        out.element("h2", section.title());
      }
      section.read(reader);
      out.close();
    }
  }
}
