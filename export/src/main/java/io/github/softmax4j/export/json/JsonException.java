package io.github.softmax4j.export.json;

import java.io.IOException;

/** A text is not JSON, or not the JSON that was expected. */
public final class JsonException extends IOException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param problem what was expected and what was found
     */
    public JsonException(String problem) {
        super(problem);
    }
}
