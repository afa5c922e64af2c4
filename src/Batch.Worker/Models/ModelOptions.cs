using System.ComponentModel.DataAnnotations;
using Batch.Worker.Engines;

namespace Batch.Worker.Models;

/// <summary>Where models come from.</summary>
public sealed class ModelOptions
{
    /// <summary>The environment variable with folders of model files, separated as in PATH.</summary>
    public const string FoldersVariable = "BATCH_MODELS";

    /// <summary>Folders that are looked into first, in order. Default: those of <c>BATCH_MODELS</c>.</summary>
    [Required]
    public IReadOnlyList<string> Folders { get; set; } = (Environment.GetEnvironmentVariable(FoldersVariable) ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Where downloaded models are kept. Default: <c>batch/models</c> in the user's cache folder.</summary>
    [Required]
    public string CacheFolder { get; set; } = Path.Combine(CacheFolders.Home, "models");

    /// <summary>Address under which the files of the catalogue are downloaded by name. Default: whisper.cpp's on Hugging Face.</summary>
    [Required]
    public Uri DownloadBase { get; set; } = new("https://huggingface.co/ggerganov/whisper.cpp/resolve/main/");

    /// <summary>Whether a model that is nowhere is downloaded. Default true.</summary>
    public bool Download { get; set; } = true;
}
