namespace Batch.Worker.Engines;

/// <summary>Where engines and models are kept between runs: <c>${XDG_CACHE_HOME:-~/.cache}/batch</c>.</summary>
public static class CacheFolders
{
    public static string Home => Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } cache
            ? cache
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "batch");
}
