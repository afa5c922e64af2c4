using Batch.Cli.CommandLine;
using Batch.Cli.Server;

namespace Batch.Cli.Roles;

/// <summary>
/// Whether a worker reaches the coordinator: the broker may be open and the way of the objects not. A coordinator that is away is no
/// reason not to start, the worker waits for it.
/// </summary>
internal static class CoordinatorReach
{
    public static async Task CheckAsync(Shell shell, Uri coordinator, CancellationToken cancellationToken)
    {
        using var client = BatchClient.Connect(coordinator, apiKey: null);
        try
        {
            await client.EnsureReadyAsync(cancellationToken);
        }
        catch (CommandFailedException)
        {
            shell.Error.WriteLine(
                $"warning: the coordinator at {coordinator} does not answer; objects can be neither read nor written until it does. Check Batch:Worker:Coordinator and the way to it.");
        }
    }
}
