import { customerKey, tableOf, type Table } from "../requirement";

const QUALITY_JOB = "sagemaker/DataQualityJobDefinition";
const TUNING_JOB = "sagemaker/HyperParameterTuningJob";

/** Keys of SageMaker: what jobs write, and the volumes that they work on. */
export const MACHINE_LEARNING_KEYS: Table = tableOf(customerKey, {
  "validationSpecification?.validationProfiles?.trainingJobDefinition?.outputDataConfig.kmsKeyId": [
    "sagemaker/Algorithm",
  ],
  "validationSpecification?.validationProfiles?.trainingJobDefinition?.resourceConfig.volumeKmsKeyId": [
    "sagemaker/Algorithm",
  ],
  "validationSpecification?.validationProfiles?.transformJobDefinition?.transformOutput.kmsKeyId": [
    "sagemaker/Algorithm",
  ],
  "validationSpecification?.validationProfiles?.transformJobDefinition?.transformResources.volumeKmsKeyId": [
    "sagemaker/Algorithm",
  ],
  "dataQualityJobOutputConfig.kmsKeyId": [QUALITY_JOB],
  "jobResources.clusterConfig.volumeKmsKeyId": [QUALITY_JOB],
  "outputConfig.kmsKeyId": ["sagemaker/DeviceFleet", "sagemaker/FlowDefinition", "sagemaker/LabelingJob"],
  "defaultUserSettings.canvasAppSettings?.workspaceSettings?.s3KmsKeyId": ["sagemaker/Domain"],
  "defaultUserSettings.sharingSettings?.s3KmsKeyId": ["sagemaker/Domain"],
  "userSettings?.canvasAppSettings?.workspaceSettings?.s3KmsKeyId": ["sagemaker/UserProfile"],
  "userSettings?.sharingSettings?.s3KmsKeyId": ["sagemaker/UserProfile"],
  "asyncInferenceConfig?.outputConfig.kmsKeyId": ["sagemaker/EndpointConfiguration"],
  "dataCaptureConfig?.kmsKeyId": ["sagemaker/EndpointConfiguration"],
  "productionVariants[]?.coreDumpConfig?.kmsKeyId": ["sagemaker/EndpointConfiguration"],
  "shadowProductionVariants[]?.coreDumpConfig?.kmsKeyId": ["sagemaker/EndpointConfiguration"],
  "offlineStoreConfig?.s3StorageConfig.kmsKeyId": ["sagemaker/FeatureGroup"],
  "onlineStoreConfig?.securityConfig.kmsKeyId": ["sagemaker/FeatureGroup"],
  "trainingJobDefinition?.hyperParameterTuningResourceConfig?.volumeKmsKeyId": [TUNING_JOB],
  "trainingJobDefinition?.outputDataConfig.kmsKeyId": [TUNING_JOB],
  "trainingJobDefinition?.resourceConfig?.volumeKmsKeyId": [TUNING_JOB],
  "trainingJobDefinitions[]?.hyperParameterTuningResourceConfig?.volumeKmsKeyId": [TUNING_JOB],
  "trainingJobDefinitions[]?.outputDataConfig.kmsKeyId": [TUNING_JOB],
  "trainingJobDefinitions[]?.resourceConfig?.volumeKmsKeyId": [TUNING_JOB],
  "labelingJobAlgorithmsConfig?.labelingJobResourceConfig.volumeKmsKeyId": ["sagemaker/LabelingJob"],
  "securityConfig.kmsKeyId": ["sagemaker/ModelCard"],
  "monitoringScheduleConfig.monitoringJobDefinition?.monitoringOutputConfig.kmsKeyId": [
    "sagemaker/MonitoringSchedule",
  ],
  "monitoringScheduleConfig.monitoringJobDefinition?.monitoringResources.clusterConfig.volumeKmsKeyId": [
    "sagemaker/MonitoringSchedule",
  ],
  "outputDataConfig.kmsKeyId": ["sagemaker/TrainingJob"],
  "resourceConfig.volumeKmsKeyId": ["sagemaker/TrainingJob"],
});
