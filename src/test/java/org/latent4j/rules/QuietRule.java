package org.latent4j.rules;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** A library prints nothing, reads no environment, ends no JVM, keeps no statics that change. */
final class QuietRule extends TreePathScanner<Void, Void> {
  private static final String FORBIDDEN =
      "System\\.(out|err|getenv|exit)|.*\\.System\\.(out|err|getenv|exit)|.*\\.printStackTrace";
  private static final String CHANGING =
      "(Hash|LinkedHash|Tree|ConcurrentHash|WeakHash|Enum|Identity)\\w*(Map|Set)|ArrayList"
          + "|LinkedList|ArrayDeque|CopyOnWriteArrayList|Atomic\\w+|ThreadLocal|Random"
          + "|SplittableRandom|LongAdder|StringBuilder";

  private final ParsedSource source;
  private final List<String> violations = new ArrayList<>();

  private QuietRule(ParsedSource source) {
    this.source = source;
  }

  static List<String> violations(ParsedSource source) {
    QuietRule rule = new QuietRule(source);
    rule.scan(source.unit(), null);
    return rule.violations;
  }

  @Override
  public Void visitMemberSelect(MemberSelectTree tree, Void unused) {
    if (tree.toString().matches(FORBIDDEN)) {
      violations.add(source.violation(tree, tree.toString()));
    }
    return super.visitMemberSelect(tree, null);
  }

  @Override
  public Void visitVariable(VariableTree tree, Void unused) {
    var modifiers = tree.getModifiers().getFlags();
    boolean field = getCurrentPath().getParentPath().getLeaf() instanceof ClassTree;
    if (field && modifiers.contains(Modifier.STATIC)) {
      if (!modifiers.contains(Modifier.FINAL)) {
        violations.add(source.violation(tree, "static that changes: " + tree.getName()));
      } else if (tree.getInitializer() instanceof NewClassTree made && changing(made)) {
        violations.add(source.violation(tree, "static object that changes: " + tree.getName()));
      } else if (tree.getInitializer() != null
          && tree.getInitializer().toString().startsWith("ThreadLocal.")) {
        violations.add(source.violation(tree, "static object that changes: " + tree.getName()));
      }
    }
    return super.visitVariable(tree, null);
  }

  private static boolean changing(NewClassTree made) {
    Tree type = made.getIdentifier();
    String name = type.toString().replaceAll("<.*", "").replaceAll(".*\\.", "");
    return name.matches(CHANGING);
  }
}
