using Batch.Cli.CommandLine;
using Batch.Cli.Embedded;
using Batch.Contracts.Engines;
using Batch.Worker.Engines;

namespace Batch.Cli.Engines;

/// <summary>The first line of every run: engine, device and model, as the running engine says them.</summary>
internal static class EngineAnnouncement
{
    /// <summary>On top of what the engine itself gets: to read a large model from a slow disk once and compare its hash.</summary>
    private static readonly TimeSpan Verification = TimeSpan.FromMinutes(2);

    public static async Task SayAsync(
        TextWriter writer, Shell shell, Task<EngineStart> start, string? logFile, EngineChoice choice, CancellationToken cancellationToken)
    {
        var engine = await StartedAsync(shell, start, logFile, choice, cancellationToken);
        writer.WriteLine(FirstLine(engine));
        if (await UnusedGpu.WarningAsync(engine, cancellationToken) is { } warning)
        {
            writer.WriteLine($"warning: {warning}");
        }

        foreach (var note in choice.Notes)
        {
            writer.WriteLine($"note: {note}");
        }
    }

    private static async Task<EngineDescription> StartedAsync(
        Shell shell, Task<EngineStart> start, string? logFile, EngineChoice choice, CancellationToken cancellationToken)
    {
        var limit = Verification + TimeSpan.FromSeconds(EmbeddedPools.LocalFor(Configuration.Load()).Engine!.StartLimitSeconds);
        try
        {
            return await start.WaitAsync(limit, shell.Time, cancellationToken) switch
            {
                EngineStart.Running running => running.Engine,
                EngineStart.Failed failed => throw CommandFailedException.WrongUse($"{failed.Message} {failed.Remedy}"),
                var other => throw new InvalidOperationException($"Unknown start {other}."),
            };
        }
        catch (TimeoutException)
        {
            throw CommandFailedException.WrongUse(
                $"the engine was not ready with model {choice.Model} after {limit.TotalSeconds:0} s: see {logFile ?? "its log"}, and try 'batch doctor'.");
        }
    }

    internal static string FirstLine(EngineDescription engine) =>
        $"engine {engine.Name} {engine.Version} on {engine.Device}, model {engine.Model}";
}
