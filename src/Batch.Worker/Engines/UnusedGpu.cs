using System.ComponentModel;
using System.Diagnostics;
using Batch.Contracts.Engines;

namespace Batch.Worker.Engines;

/// <summary>Notices a GPU that the machine has and the engine does not use.</summary>
public static class UnusedGpu
{
    /// <returns>What to tell the user, with the remedy; null where all is well or the engine is remote.</returns>
    public static async Task<string?> WarningAsync(EngineDescription engine, CancellationToken cancellationToken)
    {
        if (!engine.Device.StartsWith("CPU", StringComparison.Ordinal) || await FirstGpuAsync(cancellationToken) is not { } gpu)
        {
            return null;
        }

        return $"This machine has a GPU ({gpu}) that the engine does not use. "
            + "Install the CUDA toolkit (nvcc) and run infra/whisper-server/build, or give the URL of an engine that uses it.";
    }

    /// <returns>Name of the first GPU that the driver shows, such as <c>NVIDIA A10G</c>; null for none.</returns>
    public static async Task<string?> FirstGpuAsync(CancellationToken cancellationToken) =>
        await GpusAsync(cancellationToken) is [var first, ..] ? first : null;

    /// <returns>Names of the GPUs that the driver shows, by its numbers.</returns>
    public static async Task<IReadOnlyList<string>> GpusAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("nvidia-smi", ["--query-gpu=name", "--format=csv,noheader"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var names = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0
                ? names.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                : [];
        }
        catch (Win32Exception)
        {
            return [];
        }
    }
}
