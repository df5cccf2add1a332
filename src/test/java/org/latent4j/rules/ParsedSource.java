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
import java.util.List;
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
  static ParsedSource of(Path file) {
    return of(House.root().relativize(file).toString(), House.read(file));
  }

  static ParsedSource of(String name, String text) {
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///" + name.replace('\\', '/')), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
          }
        };
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, null, List.of("-proc:none"), null, List.of(file));
    try {
      CompilationUnitTree unit = task.parse().iterator().next();
      return new ParsedSource(name, unit, DocTrees.instance(task));
    } catch (IOException e) {
      throw new UncheckedIOException("parsing " + name, e);
    }
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
