using System.Diagnostics;

namespace Batch.Bench.Pipeline;

/// <summary>One <c>batch transcribe</c>, in a home of its own so that nothing is known from the last one.</summary>
internal static class BatchRun
{
    public static async Task<JobTimes> RunAsync(
        FileInfo batch, FileInfo audio, FileInfo modelFile, string model, string language, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("bench-pipeline-");
        try
        {
            var output = Path.Combine(folder.FullName, "out");
            string[] arguments =
                ["transcribe", audio.FullName, "--out", output, "--model", model, "--language", language, "--force", "--quiet"];
            var start = new ProcessStartInfo(batch.FullName, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["BATCH_HOME"] = Path.Combine(folder.FullName, "home");
            start.Environment["BATCH_MODELS"] = modelFile.DirectoryName;
            using var process = Process.Start(start)!;
            var said = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var complained = process.StandardError.ReadToEndAsync(cancellationToken);
            try
            {
                await process.WaitForExitAsync(cancellationToken);
            }
            finally
            {
                if (!process.HasExited)
                {
                    process.Kill(entireProcessTree: true);
                }
            }

            return process.ExitCode == 0
                ? JobTimes.Read(Path.Combine(output, "job.json"))
                : throw new InvalidOperationException($"batch transcribe ended with {process.ExitCode}: {await said}{await complained}");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
