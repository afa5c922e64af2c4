using System.Diagnostics;

namespace Batch.Cli.Tests.Fakes;

/// <summary>What a process printed, and how it ended.</summary>
internal sealed record Run(int ExitCode, string Out, string Error)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>The executable as it was built, with everything beside it: the copy beside the tests lacks what they have from the framework.</summary>
    private static readonly string Executable = Repository.File(
        $"src/Batch.Cli/bin/{new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name}/net10.0/batch.dll");

    /// <summary>Runs the real executable, as a user does.</summary>
    public static Task<Run> BatchAsync(string workingDirectory, params string[] arguments) =>
        ProcessAsync(workingDirectory, "dotnet", [Executable, .. arguments]);

    public static async Task<Run> ProcessAsync(string workingDirectory, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("BATCH_SERVER");
        start.Environment.Remove("BATCH_API_KEY");
        start.Environment["BATCH_HOME"] = Path.Combine(workingDirectory, "home");
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return new Run(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
