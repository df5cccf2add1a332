package org.latent4j.testkit;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Looks for state that an immutable class must not have, as far as reflection sees it. */
final class SharedState {
  private SharedState() {}

  /**
   * What was found in the class, its superclasses and its member classes; empty when all is well.
   */
  static List<String> of(Class<?> type) {
    List<String> found = new ArrayList<>();
    for (Class<?> c = type; c != null && !foreign(c); c = c.getSuperclass()) {
      inspect(c, found);
      for (Class<?> member : c.getDeclaredClasses()) {
        inspect(member, found);
      }
    }
    return found;
  }

  private static boolean foreign(Class<?> c) {
    return c.getName().startsWith("java.") || c.getName().startsWith("org.nd4j.");
  }

  private static void inspect(Class<?> c, List<String> found) {
    for (Field field : c.getDeclaredFields()) {
      int modifiers = field.getModifiers();
      boolean constant = Modifier.isFinal(modifiers);
      if (field.isSynthetic()) {
        continue;
      }
      if (Modifier.isStatic(modifiers) && !constant) {
        found.add("static field that changes: " + name(field));
      } else if (Modifier.isStatic(modifiers) && mutable(field)) {
        found.add("static object that changes: " + name(field));
      } else if (Modifier.isPublic(modifiers) && !constant) {
        found.add("public field that changes: " + name(field));
      }
    }
    for (Method method : c.getDeclaredMethods()) {
      if (Modifier.isPublic(method.getModifiers()) && method.getName().matches("set[A-Z].*")) {
        found.add("setter: " + c.getSimpleName() + "." + method.getName());
      }
    }
  }

  private static boolean mutable(Field field) {
    if (field.getType().isPrimitive() || !field.trySetAccessible()) {
      return false;
    }
    try {
      Object value = field.get(null);
      return value != null && mutable(value);
    } catch (IllegalAccessException e) {
      return false;
    }
  }

  private static boolean mutable(Object value) {
    String name = value.getClass().getName();
    if (value instanceof Random || value instanceof ThreadLocal || name.contains(".atomic.")) {
      return true;
    }
    if (!(value instanceof Collection) && !(value instanceof Map)) {
      return false;
    }
    return Arrays.stream(new String[] {"Immutable", "Unmodifiable", "Empty", "Singleton"})
        .noneMatch(name::contains);
  }

  private static String name(Field field) {
    return field.getDeclaringClass().getSimpleName() + "." + field.getName();
  }
}
