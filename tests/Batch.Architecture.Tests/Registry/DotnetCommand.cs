using System.Diagnostics;

namespace Batch.Architecture.Tests.Registry;

/// <summary>A <c>dotnet</c> command that has ended.</summary>
/// <param name="ExitCode">0 where it succeeded.</param>
/// <param name="Output">What it wrote to both streams.</param>
internal sealed record DotnetCommand(int ExitCode, string Output)
{
    /// <summary>The lines that say that something was left out.</summary>
    public IReadOnlyList<string> LeftOut =>
        [.. Output.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("Left out:", StringComparison.Ordinal))];

    /// <summary>Runs <c>dotnet</c> in a folder, with a package cache of its own so that nothing is found by accident.</summary>
    public static async Task<DotnetCommand> RunAsync(
        string folder, string packageCache, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // The tests may themselves have been started by a build: its variables are not for this one.
        foreach (var inherited in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            start.Environment.Remove(inherited);
        }

        start.Environment["NUGET_PACKAGES"] = packageCache;
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["MSBUILDTERMINALLOGGER"] = "off";
        start.Environment["UseSharedCompilation"] = "false";
        // A registry that is not there is not there at the third try either.
        start.Environment["NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT"] = "1";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new(process.ExitCode, await output + await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
