package io.github.softmax4j.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.data.FeatureRecipe;
import io.github.softmax4j.data.FeatureRecipe.Missing;
import io.github.softmax4j.data.FeatureRecipe.Unseen;
import io.github.softmax4j.data.SourceColumn;
import io.github.softmax4j.export.ExportOptions.Input;
import io.github.softmax4j.export.ExportOptions.Precision;
import io.github.softmax4j.export.form.ModelFacts;
import io.github.softmax4j.export.form.ScoringForm;
import io.github.softmax4j.export.form.TargetFormat;
import io.github.softmax4j.export.form.TargetOptions;
import io.github.softmax4j.export.form.WordColumn;
import io.github.softmax4j.export.form.WrittenScorer;
import io.github.softmax4j.model.SoftmaxModel;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

/** What is decided where nothing is said. */
class ExportPlanTest {
    private static final List<String> CLASSES = List.of("a", "b");
    private static final List<String> FEATURES = List.of("x");
    private static final FeatureRecipe NUMBERS = FeatureRecipe.ofNumbers(FEATURES);
    private static final FeatureRecipe FILLED = new FeatureRecipe(
            List.of(SourceColumn.number("x").filledWith(List.of(1.0), false)), Missing.MEAN, Unseen.ERROR);

    /** A target with every choice, of which only the choices are asked here. */
    private static final class AnyTarget implements TargetFormat {
        @Override
        public String suffix() {
            return ".any";
        }

        @Override
        public Set<Choice> choices() {
            return EnumSet.allOf(Choice.class);
        }

        @Override
        public void write(ScoringForm form, ModelFacts facts, TargetOptions options, OutputStream out) {
            throw new UnsupportedOperationException("nothing is written");
        }

        @Override
        public String description(ScoringForm form, TargetOptions options) {
            return "any";
        }

        @Override
        public Optional<WrittenScorer> reader(Path file, ScoringForm form, TargetOptions options) {
            return Optional.empty();
        }

        @Override
        public String readerName() {
            return "none";
        }
    }

    private static SoftmaxModel model(DataType type, double intercept) {
        return MadeModels.of(type, CLASSES, FEATURES, new double[][] {{1, -1}, {intercept, -intercept}});
    }

    private static ExportPlan plan(SoftmaxModel model, ExportOptions options) {
        return ExportPlan.of(model, new AnyTarget(), options);
    }

    /** Columns only where they are more than numbers that may not be missing, or are asked for. */
    @ParameterizedTest
    @CsvSource({
        "AUTO, none, true",
        "AUTO, numbers, true",
        "AUTO, filled, false",
        "COLUMNS, numbers, false",
        "COLUMNS, filled, false",
        "FEATURES, filled, true"
    })
    void inputIsByTheRecipe(Input input, String recipe, boolean ofFeatures) {
        SoftmaxModel plain = model(DataType.FLOAT, 0);
        SoftmaxModel model =
                recipe.equals("none") ? plain : plain.withRecipe(recipe.equals("filled") ? FILLED : NUMBERS);
        assertEquals(
                ofFeatures,
                plan(model, ExportOptions.defaults().withInput(input)).form().ofFeatures());
    }

    /** Float only of features, for models of float, where intercepts are small, or where it is insisted on. */
    @ParameterizedTest
    @CsvSource({
        "AUTO, FLOAT, 100, FEATURES, true, ''",
        "AUTO, DOUBLE, 100, FEATURES, false, ''",
        "AUTO, FLOAT, 100, COLUMNS, false, ''",
        "DOUBLE, FLOAT, 3267, FEATURES, false, ''",
        "FLOAT, DOUBLE, 100, COLUMNS, true, ''",
        "AUTO, FLOAT, 3267, FEATURES, false, '; double is used unless you insist'",
        "FLOAT, FLOAT, 3267, FEATURES, true, ' '"
    })
    void precisionIsByTheIntercepts(
            Precision precision, DataType type, double intercept, Input input, boolean inFloat, String said) {
        ExportPlan plan = plan(
                model(type, intercept).withRecipe(FILLED),
                ExportOptions.defaults().withInput(input).withPrecision(precision));
        assertEquals(inFloat, plan.options().inFloat());
        List<String> expected = said.isEmpty()
                ? List.of()
                : List.of("ExportOptions.withPrecision(Precision.FLOAT) could be off by 2e-4 in the logits, as"
                        + " intercepts reach 3267" + said.strip());
        assertEquals(expected, plan.warnings());
    }

    /** The answer to unseen words is the one that is asked for, of the model that is compared, too. */
    @Test
    void unseenIsWhatIsAskedFor() {
        SoftmaxModel model = MadeModels.mixed(DataType.DOUBLE, Unseen.ERROR);
        ExportPlan asIs = plan(model, ExportOptions.defaults());
        ExportPlan zero = plan(model, ExportOptions.defaults().withUnseen(Unseen.ZERO));
        assertTrue(((WordColumn) asIs.form().columns().get(9)).unseen().isEmpty());
        assertTrue(((WordColumn) zero.form().columns().get(9)).unseen().isPresent());
        assertEquals(Unseen.ZERO, zero.model().recipe().orElseThrow().unseen());
    }

    /** A number that means nothing is one that the caller must know of. */
    @Test
    void numbersForNothingAreWarnedOf() {
        SoftmaxModel model = MadeModels.takingForNothing("-999").withRecipe(FILLED);
        List<String> warnings = plan(model, ExportOptions.defaults()).warnings();
        assertEquals(1, warnings.size());
        assertTrue(
                warnings.get(0).startsWith("The training took [-999.0] for values that are missing"), warnings.get(0));
        assertFalse(plan(model, ExportOptions.defaults().withInput(Input.FEATURES))
                .form()
                .columns()
                .isEmpty());
        assertEquals(
                List.of(),
                plan(model, ExportOptions.defaults().withInput(Input.FEATURES)).warnings());
    }
}
