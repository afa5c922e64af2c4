using System.Runtime.CompilerServices;
using Batch.Cli.CommandLine;
using Batch.Cli.Server;
using Batch.Contracts.Bus;

namespace Batch.Cli.Checkup;

/// <summary>Whether a server answers, is ready, and what its bus did not deliver.</summary>
internal static class ServerCheck
{
    public static async IAsyncEnumerable<CheckResult> RunAsync(
        Shell shell, string? address, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var client = ServerAddress.Connect(shell, address);
        var (ready, bus) = await AskAsync(client, cancellationToken);
        yield return ready;
        if (bus is not null)
        {
            yield return Deliveries(bus);
        }
    }

    private static async Task<(CheckResult Ready, BusView? Bus)> AskAsync(BatchClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.EnsureReadyAsync(cancellationToken);
            return (CheckResult.Good("server", $"{client.Address} is ready"), await client.BusAsync(cancellationToken));
        }
        catch (CommandFailedException failure)
        {
            return (CheckResult.Missing("server", $"{client.Address} is not ready", failure.Message), null);
        }
    }

    private static CheckResult Deliveries(BusView bus) =>
        !bus.Healthy ? CheckResult.Missing("bus", string.Join("; ", bus.Problems), "see that the broker runs and lets the coordinator in")
        : bus.Unsent + bus.Faulted == 0 ? CheckResult.Good("bus", "every message since the server's start was delivered and dealt with")
        : CheckResult.Note(
            "bus",
            $"{bus.Unsent} messages not sent or returned, {bus.Faulted} not dealt with since the server's start; the last at {bus.LastFaultAt:u}: {bus.LastFault}",
            "all of them are said again; if the numbers rise, look at the broker and at the server's log");
}
