using Batch.Cli.CommandLine;
using Batch.Cli.Server;

namespace Batch.Cli.Checkup;

/// <summary>Whether a server answers and is ready.</summary>
internal static class ServerCheck
{
    public static async Task<CheckResult> RunAsync(Shell shell, string? address, CancellationToken cancellationToken)
    {
        using var client = ServerAddress.Connect(shell, address);
        try
        {
            await client.EnsureReadyAsync(cancellationToken);
            return CheckResult.Good("server", $"{client.Address} is ready");
        }
        catch (CommandFailedException failure)
        {
            return CheckResult.Missing("server", $"{client.Address} is not ready", failure.Message);
        }
    }
}
