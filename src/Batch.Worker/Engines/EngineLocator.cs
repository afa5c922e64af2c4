namespace Batch.Worker.Engines;

/// <summary>Finds the engine: by URL, by configured path, on PATH, else the one that was built into the cache.</summary>
public static class EngineLocator
{
    /// <summary>The version that <c>infra/whisper-server/build</c> builds.</summary>
    public const string BuiltVersion = "1.9.1";

    // As the build script names it: the flags of the build, which the version does not tell.
    private const string BuiltRevision = "r2";
    private const string Name = "whisper-server";
    private const string BuildCommand = "infra/whisper-server/build";

    // A build with CUDA comes first: it computes on the CPU where there is no GPU.
    private static readonly string[] Flavours = ["cuda", "cpu"];

    public static EngineLocation Locate(EngineOptions options)
    {
        if (options.Url is { } url)
        {
            return new EngineLocation.Remote(url);
        }

        if (options.Path is { } path)
        {
            return File.Exists(path)
                ? new EngineLocation.Executable(Path.GetFullPath(path), VersionOf(path, options))
                : new EngineLocation.Missing($"The configured engine {path} does not exist.", "Correct the path, or leave it out.");
        }

        return OnPath() is { } found
            ? new EngineLocation.Executable(found, VersionOf(found, options))
            : InCache(options);
    }

    private static string? OnPath() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, Name))
        .FirstOrDefault(File.Exists);

    private static EngineLocation InCache(EngineOptions options)
    {
        var built = Flavours
            .Select(flavour => Path.Combine(options.CacheFolder, $"{Name}-{BuiltVersion}-{BuiltRevision}-{flavour}", "bin", Name))
            .FirstOrDefault(File.Exists);
        return built is not null
            ? new EngineLocation.Executable(built, BuiltVersion)
            : new EngineLocation.Missing(
                $"No {Name} on PATH or in {options.CacheFolder}.",
                $"Build it once with {BuildCommand}, or give the URL of an OpenAI-compatible server.");
    }

    private static string VersionOf(string path, EngineOptions options) =>
        Path.GetFullPath(path).StartsWith(Path.GetFullPath(options.CacheFolder), StringComparison.Ordinal) ? BuiltVersion : "unknown";
}
