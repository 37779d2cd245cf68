package io.github.softmax4j.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON has no NaN and no infinity: a number that is not defined is null there, and no text that looks like one. */
final class JsonNumbers {
    private JsonNumbers() {}

    /** The same object, where numbers are numbers or null. */
    static Object valid(Object value) {
        if (value instanceof Map<?, ?> object) {
            var valid = new LinkedHashMap<Object, Object>();
            object.forEach((key, inside) -> valid.put(key, valid(inside)));
            return valid;
        }
        if (value instanceof List<?> list) {
            return list.stream().map(JsonNumbers::valid).toArray();
        }
        boolean isUndefined = (value instanceof Double number && !Double.isFinite(number))
                || (value instanceof Float small && !Float.isFinite(small));
        return isUndefined ? null : value;
    }
}
