using Batch.Cli.CommandLine;
using Batch.Cli.Embedded;
using Batch.Contracts.Engines;
using Batch.Worker.Engines;

namespace Batch.Cli.Engines;

/// <summary>The first line of every run: engine, device and model, as the running engine says them.</summary>
internal static class EngineAnnouncement
{
    /// <summary>Long enough to load a large model from a slow disk.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    public static async Task SayAsync(
        TextWriter writer, Shell shell, EmbeddedSystem system, EngineChoice choice, CancellationToken cancellationToken)
    {
        EngineDescription engine;
        try
        {
            engine = await system.EngineAsync(cancellationToken).WaitAsync(Limit, shell.Time, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw CommandFailedException.WrongUse(
                $"the engine was not ready with model {choice.Model} after {Limit.TotalSeconds:0} s: see {system.LogFile}, and try 'batch doctor'.");
        }

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

    internal static string FirstLine(EngineDescription engine) =>
        $"engine {engine.Name} {engine.Version} on {engine.Device}, model {engine.Model}";
}
