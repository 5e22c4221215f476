package dev.paddock.shell;

import java.util.List;
import java.util.Map;

/**
 * A variable of the shell.
 *
 * @param elements its values; one for a variable that is no array, none if it is unset on purpose
 * @param keyed the values of an associative array
 */
record Variable(List<Text> elements, Map<String, Text> keyed, boolean exported) {
  Variable {
    elements = List.copyOf(elements);
    keyed = Map.copyOf(keyed);
  }

  static Variable of(Text value) {
    return new Variable(List.of(value), Map.of(), false);
  }

  static Variable array(List<Text> values) {
    return new Variable(values, Map.of(), false);
  }

  static Variable unset() {
    return new Variable(List.of(), Map.of(), false);
  }

  Variable export() {
    return new Variable(elements, keyed, true);
  }
}
