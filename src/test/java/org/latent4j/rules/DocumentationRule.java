package org.latent4j.rules;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Every type that others see is documented: public ones, and members of public interfaces. */
final class DocumentationRule extends TreePathScanner<Void, Void> {
  private final ParsedSource source;
  private final List<String> violations = new ArrayList<>();

  private DocumentationRule(ParsedSource source) {
    this.source = source;
  }

  static List<String> violations(ParsedSource source) {
    DocumentationRule rule = new DocumentationRule(source);
    rule.scan(source.unit(), null);
    return rule.violations;
  }

  @Override
  public Void visitMethod(MethodTree tree, Void unused) {
    return null; // classes inside methods are seen by nobody
  }

  @Override
  public Void visitClass(ClassTree tree, Void unused) {
    if (!seen(getCurrentPath())) {
      return null;
    }
    if (!source.documented(getCurrentPath())) {
      violations.add(source.violation(tree, "no javadoc: " + tree.getSimpleName()));
    }
    return super.visitClass(tree, null);
  }

  private static boolean seen(TreePath path) {
    ClassTree type = (ClassTree) path.getLeaf();
    Tree outer = path.getParentPath().getLeaf();
    boolean inInterface = outer.getKind() == Tree.Kind.INTERFACE;
    return inInterface || type.getModifiers().getFlags().contains(Modifier.PUBLIC);
  }
}
