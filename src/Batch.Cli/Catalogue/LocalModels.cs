using System.Runtime.CompilerServices;
using Batch.Worker.Models;

namespace Batch.Cli.Catalogue;

/// <summary>The models of the catalogue whose file is on this machine, each with what its hash says.</summary>
internal static class LocalModels
{
    public static async IAsyncEnumerable<ModelResolution> FindAsync(
        ModelOptions options, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var store = Store(options, time);
        foreach (var model in ModelCatalogue.All.Where(model => IsHere(options, model)))
        {
            yield return await store.ResolveAsync(model.Name, progress: null, cancellationToken);
        }
    }

    public static bool IsHere(ModelOptions options, CatalogueModel model) =>
        options.Folders.Append(options.CacheFolder).Any(folder => File.Exists(Path.Combine(folder, model.FileName)));

    /// <summary>Finds what is here and downloads nothing.</summary>
    public static ModelStore Store(ModelOptions options, TimeProvider time) => new(
        new ModelOptions { Folders = options.Folders, CacheFolder = options.CacheFolder, DownloadBase = options.DownloadBase, Download = false },
        time);
}
