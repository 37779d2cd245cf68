package io.github.softmax4j.backend;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips what computes where {@link StartBackend} has found no device. */
public final class SkipWithoutDevice implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<String> reason = StartBackend.reasonToSkip();
        boolean runs = reason.isEmpty()
                || context.getTestClass().isEmpty()
                || AnnotationSupport.isAnnotated(context.getTestClass(), RunsWithoutBackend.class);
        return runs ? ConditionEvaluationResult.enabled("") : ConditionEvaluationResult.disabled(reason.get());
    }
}
