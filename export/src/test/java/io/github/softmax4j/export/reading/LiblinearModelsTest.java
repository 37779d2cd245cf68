package io.github.softmax4j.export.reading;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiblinearModelsTest {
    private static final String TEXT =
            "solver_type L2R_LR\nnr_class 2\nlabel 1 -1\nnr_feature 2\nbias 0.5\nw\n0.25 \n-2 \n3 \n";

    /** The bias is the value of a feature, and so the intercept its product with the last weight. */
    @Test
    void positiveValuesSpeakForTheFirstLabel() {
        ForeignModel model = LiblinearModels.read(TEXT);
        assertEquals(List.of("-1", "1"), model.classes());
        assertEquals(List.of("x1", "x2"), model.featureNames());
        assertArrayEquals(new double[][] {{0, 0.25}, {0, -2}}, model.weights());
        assertArrayEquals(new double[] {0, 1.5}, model.intercept());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "L2R_LR; L2R_L2LOSS_SVC; solver_type must be L2R_LR, L2R_LR_DUAL or L1R_LR, the logistic"
                        + " regressions, but"
                        + " is L2R_L2LOSS_SVC",
                "nr_class 2; nr_class 0; line 2: nr_class of at least 1 was expected, but found '0'",
                "nr_class 2; nr_class 3; line 4: a whole number was expected, but found 'nr_feature'",
                "label 1 -1; label 1 1; names of classes must differ, but '1' stands twice",
                "label 1 -1; label 1.5 2; line 3: a whole number was expected, but found '1.5'",
                "nr_feature 2; nr_feature 4; is cut short: line 10 is the last, and more was expected",
                "nr_feature 2; nr_feature 1; line 9: the end behind the weights was expected, but found '3'",
                "nr_feature 2; nr_feature 999999999; there must be 1000000000 weights behind w, but the 8 or fewer that"
                        + " there is room for",
                "0.25; nan; line 7: a finite number was expected, but found 'nan'",
                "0.25; 1e400; line 7: a finite number was expected, but found '1e400'",
                "0.25; 0x1p3; line 7: a finite number was expected, but found '0x1p3'",
                "bias 0.5; solver_type L2R_LR; line 5: 'solver_type' must stand once, but is there again",
                "bias 0.5; rho 1; line 5: solver_type, nr_class, label, nr_feature, bias or w was expected, but found"
                        + " 'rho'",
                "nr_class 2; bias 1; solver_type, nr_class, label and nr_feature must stand before w, in this"
                        + " order, but"
                        + " found solver L2R_LR, 0 classes, 0 labels and 2 features"
            })
    void whatIsWrongIsSaid(String right, String wrong, String said) {
        String text = TEXT.replace(right, wrong).replace(wrong.equals("bias 1") ? "label 1 -1\n" : "\0", "");
        String found = assertThrows(
                        IllegalArgumentException.class,
                        () -> LiblinearModels.read(wrong.equals("bias 1") ? text.replace("bias 0.5\n", "") : text))
                .getMessage();
        assertEquals(said, found);
    }
}
