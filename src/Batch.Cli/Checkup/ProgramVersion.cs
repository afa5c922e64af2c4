using System.ComponentModel;
using System.Diagnostics;

namespace Batch.Cli.Checkup;

/// <summary>Asks a program for its version.</summary>
internal static class ProgramVersion
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    /// <returns>The first line that it prints; null where it does not start or does not end.</returns>
    public static async Task<string?> AskAsync(string program, string argument, CancellationToken cancellationToken)
    {
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(program, [argument]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true },
        };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            process.StandardInput.Close();
            process.ErrorDataReceived += static (_, _) => { };
            process.BeginErrorReadLine();
            var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return output.Split('\n', 2)[0].Trim();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            process.Kill(entireProcessTree: true);
            return null;
        }
    }
}
