package io.github.softmax4j.peers;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions;
import org.nd4j.linalg.util.FeatureUtil;

/** DL4J's OutputLayer alone, softmax and MCXENT, Adam, batches of 256, five epochs in new orders. */
final class Dl4jTrainer implements Trainer {
    static final int EPOCHS = 5;
    static final int BATCH = 256;
    private static final int SEED = 1;

    @Override
    public Trained train(TrainingData data, double lambda) {
        var configuration = new NeuralNetConfiguration.Builder()
                .seed(SEED)
                .dataType(DataType.FLOAT)
                .updater(new Adam(1e-3))
                .l2(lambda)
                .list()
                .layer(new OutputLayer.Builder(LossFunctions.LossFunction.MCXENT)
                        .activation(Activation.SOFTMAX)
                        .nIn(data.columns())
                        .nOut(data.classes())
                        .build())
                .build();
        var network = new MultiLayerNetwork(configuration);
        network.init();
        var all = new DataSet(
                Nd4j.createFromArray(data.features()), FeatureUtil.toOutcomeMatrix(data.labels(), data.classes()));
        var epochEnds = new double[EPOCHS];
        long start = System.nanoTime();
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            all.shuffle(epoch);
            List<DataSet> batches = all.batchBy(BATCH);
            batches.forEach(network::fit);
            epochEnds[epoch] = Trainer.secondsSince(start);
        }
        double seconds = Trainer.secondsSince(start);
        INDArray weights = network.getLayer(0).getParam("W");
        INDArray bias = network.getLayer(0).getParam("b");
        return Trained.softmax(
                        seconds,
                        Nd4j.vstack(weights, bias.reshape(1, bias.length()))
                                .castTo(DataType.DOUBLE)
                                .toDoubleMatrix())
                .withEpochEnds(epochEnds);
    }
}
