using Batch.Cli.CommandLine;
using Batch.Contracts.Engines;
using Batch.Worker.Engines;

namespace Batch.Cli.Engines;

/// <summary>The first line of every run: engine, device and model, as the running engine says them.</summary>
internal static class EngineAnnouncement
{
    /// <summary>Long enough to load a large model from a slow disk.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

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
        try
        {
            return await start.WaitAsync(Limit, shell.Time, cancellationToken) switch
            {
                EngineStart.Running running => running.Engine,
                EngineStart.Failed failed => throw CommandFailedException.WrongUse($"{failed.Message} {failed.Remedy}"),
                var other => throw new InvalidOperationException($"Unknown start {other}."),
            };
        }
        catch (TimeoutException)
        {
            throw CommandFailedException.WrongUse(
                $"the engine was not ready with model {choice.Model} after {Limit.TotalSeconds:0} s: see {logFile ?? "its log"}, and try 'batch doctor'.");
        }
    }

    internal static string FirstLine(EngineDescription engine) =>
        $"engine {engine.Name} {engine.Version} on {engine.Device}, model {engine.Model}";
}
