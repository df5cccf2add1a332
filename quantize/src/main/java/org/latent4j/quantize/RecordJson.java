package org.latent4j.quantize;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.lang.reflect.RecordComponent;
import java.util.Locale;

/** Hyper-parameters as they stand in files: the components of a record by name. */
final class RecordJson {
  private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

  private RecordJson() {}

  /** A JSON object; constants become words in small letters. */
  static String of(Record parameters) {
    JsonObject object = new JsonObject();
    for (RecordComponent component : parameters.getClass().getRecordComponents()) {
      Object value = value(parameters, component);
      Object shown =
          value instanceof Enum<?> constant
              ? constant.name().toLowerCase(Locale.ROOT).replace('_', '-')
              : value;
      object.add(component.getName(), JSON.toJsonTree(shown));
    }
    return JSON.toJson(object);
  }

  private static Object value(Record parameters, RecordComponent component) {
    try {
      return component.getAccessor().invoke(parameters);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("not readable: " + component, e);
    }
  }
}
