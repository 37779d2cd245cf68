package io.github.softmax4j.export.reading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.softmax4j.export.json.JsonException;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Coefficients by scikit-learn's names: shapes, names, and what is not to be believed. */
class JsonModelsTest {
    private static ForeignModel read(String json) throws IOException {
        return JsonModels.read(json.replace('\'', '"'));
    }

    private static String refusal(String json) {
        return assertThrows(IllegalArgumentException.class, () -> read(json)).getMessage();
    }

    @Test
    void aRowForEachClass() throws IOException {
        ForeignModel model =
                read("{'classes_': ['a', 'b', 'c'], 'coef_': [[1, 2], [3, 4], [5, 6]], 'intercept_': [7, 8, 9],"
                        + " 'feature_names_in_': ['x', 'y'], 'estimator': 'LinearDiscriminantAnalysis'}");
        assertArrayEquals(new double[][] {{1, 3, 5}, {2, 4, 6}}, model.weights());
        assertArrayEquals(new double[] {7, 8, 9}, model.intercept());
        assertEquals(List.of("x", "y"), model.featureNames());
        assertEquals(List.of(), model.warnings());
    }

    /** The row speaks for the second class; it may stand without its outer list, and its intercept without any. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"[[1, 2]]; [3]", "[1, 2]; [3]", "[1, 2]; 3"})
    void oneRowOfTwoClasses(String coefficients, String intercept) throws IOException {
        ForeignModel model =
                read("{'classes_': [0, 1], 'coef_': " + coefficients + ", 'intercept_': " + intercept + "}");
        assertArrayEquals(new double[][] {{0, 1}, {0, 2}}, model.weights());
        assertArrayEquals(new double[] {0, 3}, model.intercept());
    }

    /** Of {@code multi_class='multinomial'} it speaks as much against the first: two logits, d and -d. */
    @Test
    void oneRowOfTwoClassesThatCountsTwice() throws IOException {
        ForeignModel model = read("{'classes_': [0, 1], 'coef_': [[1, 2]], 'intercept_': [3],"
                + " 'estimator': 'LogisticRegression', 'params': {'multi_class': 'multinomial'}}");
        assertArrayEquals(new double[][] {{0, 2}, {0, 4}}, model.weights());
        assertArrayEquals(new double[] {0, 6}, model.intercept());
    }

    @Test
    void anInterceptThatWasNotFitted() throws IOException {
        ForeignModel model = read("{'classes_': ['a', 'b', 'c'], 'coef_': [[1], [2], [3]], 'intercept_': 0.0}");
        assertArrayEquals(new double[3], model.intercept());
    }

    /** As readers of tables spell them, so that labels of rows are known. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[0, 1]; 0; 1",
                "[1.0, 2.50]; 1; 2.5",
                "[false, true]; false; true",
                "['False', 'True']; false; true",
                "['01', '1.10']; 01; 1.10",
                "[-3, 7]; -3; 7"
            })
    void classes(String written, String first, String second) throws IOException {
        ForeignModel model = read("{'classes_': " + written + ", 'coef_': [[1]], 'intercept_': [0]}");
        assertEquals(List.of(first, second), model.classes());
    }

    @Test
    void doubtsAreTold() throws IOException {
        String numbers = "'classes_': [0, 1, 2], 'coef_': [[1], [2], [3]], 'intercept_': [1, 2, 3]";
        String doubt = read("{" + numbers + "}").warnings().get(0);
        assertTrue(doubt.contains("one class against the rest"), doubt);
        doubt = read("{" + numbers + ", 'estimator': 'LogisticRegression'}")
                .warnings()
                .get(0);
        assertTrue(doubt.contains("(estimator and params)"), doubt);
        assertEquals(
                List.of("Passed over, because its meaning is not known: scale_, threshold."),
                read("{" + numbers + ", 'scale_': [2], 'threshold': 0.3, 'estimator': 'LogisticRegression',"
                                + " 'params': {'multi_class': 'auto', 'solver': 'lbfgs'}}")
                        .warnings());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "RidgeClassifier; {}; estimator must be LogisticRegression,",
                "LinearSVC; {}; but is LinearSVC",
                "SGDClassifier; {'loss': 'hinge'}; but has the loss hinge and 3 classes",
                "SGDClassifier; {'loss': 'log_loss'}; but has the loss log_loss and 3 classes, each against the rest",
                "LogisticRegression; {'multi_class': 'ovr'}; (multi_class is 'ovr')",
                "LogisticRegression; {'multi_class': 'warn'}; (multi_class is 'warn')",
                "LogisticRegressionCV; {'solver': 'liblinear', 'multi_class': 'auto'}; (solver is 'liblinear')"
            })
    void otherEstimatorsAreRefused(String estimator, String settings, String said) {
        String refusal = refusal("{'classes_': [0, 1, 2], 'coef_': [[1], [2], [3]], 'intercept_': [1, 2, 3],"
                + " 'estimator': '" + estimator + "', 'params': " + settings + "}");
        assertTrue(refusal.contains(said), refusal);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "[]; must be an object of JSON, but is a list of 0",
                "{}; there must be coef_, but there is none, only []",
                "{'coef_': null}; there must be coef_, but there is null",
                "{'classes_': ['a', 'b'], 'coef_': 'x', 'intercept_': [0]}; coef_ must be a list, but there is \"x\"",
                "{'classes_': ['a', 'b'], 'coef_': [['x']], 'intercept_': [0]}; coef_ must be numbers, but"
                        + " there is \"x\"",
                "{'classes_': ['a', 'b'], 'coef_': [[1], [1, 2]], 'intercept_': [0]}; coef_ must be rows of"
                        + " equal length,"
                        + " but the first has 1 numbers and another 2",
                "{'classes_': ['a', 'b', 'c'], 'coef_': [[1], [2]], 'intercept_': [0]}; coef_ must have a row"
                        + " for each of"
                        + " the 3 classes_, or one row for two, but has 2",
                "{'classes_': ['a', 'b'], 'coef_': [[1], [2]], 'intercept_': [1, 2, 3]}; intercept_ must be a"
                        + " number for"
                        + " each of the 2 rows of coef_, but has 3",
                "{'classes_': ['a', 'b'], 'coef_': [[1, 2]], 'intercept_': [0], 'feature_names_in_': ['x']};"
                        + " there must be"
                        + " features, each with a name or none, but there are 2 rows of weights and 1 names",
                "{'classes_': ['a', 'b'], 'coef_': [[1, 2]], 'intercept_': [0], 'n_features_in_': 3}; coef_ must have a"
                        + " number for each of the 3 features, but has 2",
                "{'classes_': ['a', 'a'], 'coef_': [[1]], 'intercept_': [0]}; names of classes must differ, but"
                        + " 'a' stands"
                        + " twice",
                "{'classes_': ['a', null], 'coef_': [[1]], 'intercept_': [0]}; classes_ must be texts, numbers"
                        + " or flags,"
                        + " but there is null",
                "{'classes_': ['a'], 'coef_': [[1]], 'intercept_': [0]}; there must be 2 or more classes with"
                        + " an intercept"
                        + " each, but there are 1 classes and 1 intercepts",
                "{'classes_': ['a', 'b'], 'coef_': [[]], 'intercept_': [0]}; there must be features, each with"
                        + " a name or"
                        + " none, but there are 0 rows of weights and 0 names",
                "{'classes_': [9007199254740993, 1], 'coef_': [[1]], 'intercept_': [0]}; classes_ must be texts where"
                        + " whole numbers have more than 15 digits, which JSON's readers round, but there is"
                        + " 9.007199254740992E15"
            })
    void shapesAreChecked(String json, String said) {
        assertEquals(said, refusal(json));
    }

    /** Python writes NaN and Infinity, which are no JSON and no weights; 1e400 is beyond the largest double. */
    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity", "1e400", "0x1p3", "1f", "01"})
    void numbersAreThoseOfJson(String number) {
        var refused = assertThrows(
                JsonException.class,
                () -> read("{'classes_': ['a', 'b'], 'coef_': [[" + number + "]], 'intercept_': [0]}"));
        assertTrue(refused.getMessage().startsWith("line 1, column "), refused.getMessage());
    }

    @Test
    void aNameThatStandsTwiceIsRefused() {
        assertThrows(JsonException.class, () -> read("{'coef_': [[1]], 'coef_': [[2]]}"));
    }

    @Test
    void laterVersionsOfOurOwnAreToldApart() {
        assertEquals(
                "format_version must be 1, but is 2, which a later version of Softmax4J reads",
                refusal("{'format': 'softmax4j coefficients', 'format_version': 2}"));
    }
}
