using Batch.Cli.Engines;
using Batch.Contracts.Engines;

namespace Batch.Cli.Checkup;

/// <summary>Whether there is a GPU, and whether the engine uses it.</summary>
internal static class GpuCheck
{
    /// <param name="engine">Null where no engine was found.</param>
    public static CheckResult Run(EngineDescription? engine)
    {
        var gpus = Gpu.Seen();
        if (gpus.Count == 0)
        {
            return CheckResult.Good("gpu", "none seen; the engine computes on the CPU");
        }

        var report = engine is null ? null : new EngineReport(engine, gpus);
        return report?.UnusedGpu is null && report is not null
            ? CheckResult.Good("gpu", $"{gpus[0]} is used")
            : CheckResult.Note("gpu", $"{gpus[0]} is not used", "install the CUDA toolkit, so that nvcc is on PATH, and run ./batch again, which then builds the engine with CUDA");
    }
}
