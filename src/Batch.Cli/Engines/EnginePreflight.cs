using Batch.Cli.Catalogue;
using Batch.Cli.CommandLine;
using Batch.Worker;
using Batch.Worker.Engines;
using Batch.Worker.Models;

namespace Batch.Cli.Engines;

/// <summary>Finds engine and model, or ends the verb with what to do, before anything is made.</summary>
internal static class EnginePreflight
{
    private const string DefaultOnCpu = "base";
    private const string DefaultOnGpu = "large-v3-turbo";

    /// <param name="shell">Told of a download on its standard error.</param>
    /// <param name="worker">The engine's pool as configured.</param>
    /// <param name="model">What the user named; null for the default of the device.</param>
    /// <param name="cancellationToken">Gives up a download; what was fetched is kept.</param>
    public static async Task<EngineChoice> ChooseAsync(Shell shell, WorkerOptions worker, string? model, CancellationToken cancellationToken)
    {
        var location = Locate(worker);
        var wanted = model ?? await DefaultModelAsync(location, cancellationToken);
        return location is EngineLocation.Remote
            ? new EngineChoice(location, wanted, [])
            : await ResolveAsync(shell, worker, location, wanted, cancellationToken);
    }

    /// <summary>The engine of a server and the model to begin with: the default one, where it is here. Jobs name their own.</summary>
    /// <returns>Null where the engine has no model to load before a job comes.</returns>
    public static async Task<EngineChoice?> ChooseForServerAsync(
        Shell shell, WorkerOptions worker, string? configured, CancellationToken cancellationToken)
    {
        var location = Locate(worker);
        var model = configured ?? await DefaultModelAsync(location, cancellationToken);
        return location is EngineLocation.Executable
            && await LocalModels.Store(worker.Models, shell.Time).ResolveAsync(model, progress: null, cancellationToken) is ModelResolution.Found found
                ? new EngineChoice(location, model, found.Note is { } note ? [note] : [])
                : null;
    }

    private static EngineLocation Locate(WorkerOptions worker) => EngineLocator.Locate(worker.Engine!) switch
    {
        EngineLocation.Missing missing => throw CommandFailedException.WrongUse($"{missing.Message} {missing.Remedy}"),
        var location => location,
    };

    /// <summary>A GPU that the engine was not built for does not make a large model bearable.</summary>
    private static async Task<string> DefaultModelAsync(EngineLocation location, CancellationToken cancellationToken) =>
        location is EngineLocation.Executable { Path: var path }
        && !path.Contains("-cpu", StringComparison.Ordinal)
        && await UnusedGpu.FirstGpuAsync(cancellationToken) is not null
            ? DefaultOnGpu
            : DefaultOnCpu;

    private static async Task<EngineChoice> ResolveAsync(
        Shell shell, WorkerOptions worker, EngineLocation location, string model, CancellationToken cancellationToken)
    {
        var store = new ModelStore(worker.Models, shell.Time);
        return await store.ResolveAsync(model, new DownloadProgress(shell, model), cancellationToken) switch
        {
            ModelResolution.Found found => new EngineChoice(location, model, found.Note is { } note ? [note] : []),
            ModelResolution.NotFound none => throw CommandFailedException.WrongUse($"{none.Message} {none.Remedy}"),
            var other => throw new InvalidOperationException($"Unknown resolution {other}."),
        };
    }
}
