namespace Batch.Contracts.Engines;

/// <summary>What is said of an engine in the first line of every run, in every transcript and in every job.json.</summary>
/// <param name="Name">Such as <c>whisper-server</c>.</param>
/// <param name="Version">Such as <c>1.9.1</c>.</param>
/// <param name="Device">What it computes on, such as <c>CPU, 2 threads</c> or <c>CUDA0 NVIDIA A10G</c>.</param>
/// <param name="Model">Name in the model catalogue, such as <c>tiny.en-q5_1</c>.</param>
/// <param name="ModelSha256">Lower-case hex of the model file; null where the engine is remote.</param>
public sealed record EngineDescription(string Name, string Version, string Device, string Model, string? ModelSha256);
