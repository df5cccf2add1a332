package org.latent4j.rules;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A source file as the compiler parses it, so that rules see code and neither comments nor text.
 *
 * @param name how violations call it
 * @param unit the tree
 * @param trees what knows lines and doc comments
 */
record ParsedSource(String name, CompilationUnitTree unit, DocTrees trees) {
  /** Some files, parsed together. */
  static List<ParsedSource> of(List<Path> files) {
    List<JavaFileObject> texts = new ArrayList<>();
    for (Path file : files) {
      texts.add(text(House.root().relativize(file).toString(), House.read(file)));
    }
    return parse(texts);
  }

  /** One text as a file. */
  static ParsedSource of(String name, String text) {
    return parse(List.of(text(name, text))).get(0);
  }

  private static List<ParsedSource> parse(List<JavaFileObject> texts) {
    DiagnosticCollector<JavaFileObject> faults = new DiagnosticCollector<>();
    List<String> options = List.of("-proc:none");
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler().getTask(null, null, faults, options, null, texts);
    DocTrees trees = DocTrees.instance(task);
    List<ParsedSource> sources = new ArrayList<>();
    try {
      for (CompilationUnitTree unit : task.parse()) {
        String name = unit.getSourceFile().toUri().getPath().substring(1);
        sources.add(new ParsedSource(name, unit, trees));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("parsing " + texts, e);
    }
    if (!faults.getDiagnostics().isEmpty()) {
      throw new IllegalArgumentException("no Java: " + faults.getDiagnostics());
    }
    return sources;
  }

  private static JavaFileObject text(String name, String text) {
    URI uri = URI.create("string:///" + name.replace('\\', '/'));
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return text;
      }
    };
  }

  /** File and line of a tree, and what is wrong there. */
  String violation(Tree tree, String what) {
    long start = trees.getSourcePositions().getStartPosition(unit, tree);
    return name + ":" + unit.getLineMap().getLineNumber(start) + ": " + what;
  }

  /** Whether there is a doc comment with text before what the path leads to. */
  boolean documented(TreePath path) {
    String comment = trees.getDocComment(path);
    return comment != null && !comment.isBlank();
  }
}
