namespace Batch.Worker.Models;

/// <summary>Finds models by name, downloads one that is nowhere, and lets nothing pass whose hash is not pinned.</summary>
public sealed class ModelStore(ModelOptions options, TimeProvider time)
{
    /// <summary>Resolves a model of the catalogue to a verified file.</summary>
    /// <param name="name">Such as <c>tiny.en</c>.</param>
    /// <param name="progress">Bytes downloaded so far and in all; null where nobody looks.</param>
    /// <param name="cancellationToken">Stops a download; what was fetched is kept and gone on with the next time.</param>
    public async Task<ModelResolution> ResolveAsync(
        string name, IProgress<(long Done, long Total)>? progress, CancellationToken cancellationToken)
    {
        if (ModelCatalogue.Find(name) is not { } model)
        {
            return new ModelResolution.Unknown(
                $"There is no model '{name}'.",
                $"Choose one of {string.Join(", ", ModelCatalogue.All.Select(known => known.Name))}.");
        }

        if (await LookAsync(model, note: null, cancellationToken) is { } exact)
        {
            return exact;
        }

        // A smaller form at hand is better than a download that nobody asked for; it is said.
        if (model.QuantisedName is { } quantised
            && await LookAsync(
                ModelCatalogue.Find(quantised)!, $"{quantised} is taken: {model.FileName} is not there.", cancellationToken) is { } smaller)
        {
            return smaller;
        }

        return options.Download
            ? await DownloadAsync(model, progress, cancellationToken)
            : new ModelResolution.Unavailable(
                $"Model {name} is in none of {Places()}, and downloads are switched off.", $"Put {model.FileName} there.");
    }

    private async Task<ModelResolution?> LookAsync(CatalogueModel model, string? note, CancellationToken cancellationToken)
    {
        var file = options.Folders.Append(options.CacheFolder)
            .Select(folder => Path.Combine(folder, model.FileName))
            .FirstOrDefault(File.Exists);
        if (file is null)
        {
            return null;
        }

        var hash = await FileHashes.Sha256Async(file, cancellationToken);
        return model.Accepts(hash)
            ? new ModelResolution.Found(model.Name, Path.GetFullPath(file), hash, note)
            : new ModelResolution.Unavailable(
                $"{file} is not the model {model.Name}: its SHA-256 is {hash}, not {model.Sha256}.",
                "Remove the file; it is damaged, or another model under this name.");
    }

    private async Task<ModelResolution> DownloadAsync(
        CatalogueModel model, IProgress<(long Done, long Total)>? progress, CancellationToken cancellationToken)
    {
        var download = new ModelDownload(options, time);
        return await download.FetchAsync(model, progress, cancellationToken) switch
        {
            null => await LookAsync(model, note: null, cancellationToken)
                ?? new ModelResolution.Unavailable($"{model.FileName} vanished after its download.", "Run again."),
            var problem => new ModelResolution.Unavailable(
                $"Model {model.Name} is in none of {Places()}, and could not be downloaded: {problem.TrimEnd('.')}.",
                $"Check the network, or put {model.FileName}, which is at {options.DownloadBase}{model.FileName}, into one of these folders or one named in BATCH_MODELS."),
        };
    }

    private string Places() => string.Join(", ", options.Folders.Append(options.CacheFolder));
}
