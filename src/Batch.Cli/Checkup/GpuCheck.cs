using Batch.Worker.Engines;

namespace Batch.Cli.Checkup;

/// <summary>Whether there is a GPU, and whether the engine was built to use it.</summary>
internal static class GpuCheck
{
    public static async Task<CheckResult> RunAsync(EngineOptions options, CancellationToken cancellationToken)
    {
        if (await UnusedGpu.FirstGpuAsync(cancellationToken) is not { } gpu)
        {
            return CheckResult.Good("gpu", "none seen; the engine computes on the CPU");
        }

        return EngineLocator.Locate(options) switch
        {
            EngineLocation.Executable { Path: var path } when path.Contains("-cpu", StringComparison.Ordinal) => CheckResult.Note(
                "gpu", $"{gpu} is not used", "install the CUDA toolkit, so that nvcc is on PATH, and run ./batch again, which then builds the engine with CUDA"),
            EngineLocation.Executable => CheckResult.Good("gpu", $"{gpu}; the first line of a run says whether the engine uses it"),
            _ => CheckResult.Good("gpu", gpu),
        };
    }
}
