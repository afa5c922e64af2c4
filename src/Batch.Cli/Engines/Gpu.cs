namespace Batch.Cli.Engines;

/// <summary>The NVIDIA GPUs that the driver shows to this machine, whether or not anything uses them.</summary>
internal static class Gpu
{
    private const string DriverFolder = "/proc/driver/nvidia/gpus";

    public static IReadOnlyList<string> Seen(string driverFolder = DriverFolder)
    {
        if (!Directory.Exists(driverFolder))
        {
            return [];
        }

        return [.. Directory.EnumerateDirectories(driverFolder).Order(StringComparer.Ordinal).Select(Name)];
    }

    private static string Name(string folder)
    {
        var information = Path.Combine(folder, "information");
        var model = File.Exists(information)
            ? File.ReadLines(information).FirstOrDefault(line => line.StartsWith("Model:", StringComparison.Ordinal))
            : null;
        return model is null ? $"NVIDIA GPU {Path.GetFileName(folder)}" : model["Model:".Length..].Trim();
    }
}
