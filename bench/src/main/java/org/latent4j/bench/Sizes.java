package org.latent4j.bench;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Param;

/** The sizes of a benchmark: the {@code @Param} fields of its state, all of them {@code int}. */
final class Sizes {
  private Sizes() {}

  /** The same state, each size at its default: the first value of its {@code @Param}. */
  static <T> T defaults(T state) {
    for (Field field : fields(state)) {
      try {
        field.setInt(state, Integer.parseInt(field.getAnnotation(Param.class).value()[0]));
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("size " + field + " cannot be set", e);
      }
    }
    return state;
  }

  /** Such as {@code 768-1024-20000}: the sizes in the order of their names. */
  static String of(Object state) {
    return fields(state).stream()
        .map(field -> String.valueOf(value(field, state)))
        .collect(Collectors.joining("-"));
  }

  private static int value(Field field, Object state) {
    try {
      return field.getInt(state);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("size " + field + " cannot be read", e);
    }
  }

  private static List<Field> fields(Object state) {
    List<Field> fields = new ArrayList<>();
    for (Class<?> type = state.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (field.isAnnotationPresent(Param.class)) {
          field.setAccessible(true); // the states of other packages keep them to themselves
          fields.add(field);
        }
      }
    }
    fields.sort(Comparator.comparing(Field::getName));
    return fields;
  }
}
