package org.latent4j.rules;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Every exception that is made carries a value of the moment in its message: an argument that is no
 * literal, no constant and not merely the cause.
 */
final class ExceptionRule extends TreePathScanner<Void, Void> {
  private final ParsedSource source;
  private final List<String> violations = new ArrayList<>();
  private final Set<String> caught = new HashSet<>();
  private final Set<String> computed = new HashSet<>();

  private ExceptionRule(ParsedSource source) {
    this.source = source;
  }

  static List<String> violations(ParsedSource source) {
    ExceptionRule rule = new ExceptionRule(source);
    rule.findComputed();
    rule.scan(source.unit(), null);
    return rule.violations;
  }

  /** Constants that this run computed, such as a width asked of the machine, are values. */
  private void findComputed() {
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitVariable(VariableTree tree, Void unused) {
        if (tree.getInitializer() instanceof MethodInvocationTree) {
          computed.add(tree.getName().toString());
        }
        return super.visitVariable(tree, null);
      }
    }.scan(source.unit(), null);
  }

  @Override
  public Void visitCatch(CatchTree tree, Void unused) {
    String name = tree.getParameter().getName().toString();
    boolean added = caught.add(name);
    super.visitCatch(tree, null);
    if (added) {
      caught.remove(name);
    }
    return null;
  }

  @Override
  public Void visitNewClass(NewClassTree tree, Void unused) {
    String type = tree.getIdentifier().toString();
    List<? extends ExpressionTree> arguments = tree.getArguments();
    if (type.matches(".*(Exception|Error|Failure)")
        && arguments.stream().noneMatch(each -> carriesValue(each, arguments.size() == 1))) {
      violations.add(source.violation(tree, "no value in the message of " + tree));
    }
    return super.visitNewClass(tree, null);
  }

  /** A cause beside a text is not in the message; a cause alone is the message. */
  private boolean carriesValue(ExpressionTree argument, boolean alone) {
    if (alone && argument instanceof IdentifierTree) {
      return !argument.toString().matches("[A-Z_0-9]+");
    }
    if (argument instanceof IdentifierTree name && caught.contains(name.getName().toString())) {
      return false;
    }
    if (argument instanceof MethodInvocationTree call && call.toString().endsWith(".getCause()")) {
      return false;
    }
    Boolean found =
        new TreeScanner<Boolean, Void>() {
          @Override
          public Boolean visitIdentifier(IdentifierTree tree, Void unused) {
            String name = tree.getName().toString();
            // A type's name stands before a static method or a class literal; constants are upper.
            return computed.contains(name) || !name.matches("[A-Z].*");
          }

          @Override
          public Boolean visitMethodInvocation(MethodInvocationTree tree, Void unused) {
            return true;
          }

          @Override
          public Boolean visitMemberSelect(MemberSelectTree tree, Void unused) {
            String member = tree.getIdentifier().toString();
            return member.matches("[A-Z_0-9]+|class") ? Boolean.FALSE : Boolean.TRUE;
          }

          @Override
          public Boolean reduce(Boolean one, Boolean other) {
            return Boolean.TRUE.equals(one) || Boolean.TRUE.equals(other);
          }
        }.scan(argument, null);
    return Boolean.TRUE.equals(found);
  }
}
