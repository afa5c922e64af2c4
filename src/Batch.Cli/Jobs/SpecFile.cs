using System.Text.Json;
using System.Text.Json.Serialization;
using Batch.Cli.CommandLine;
using Batch.Contracts;
using Batch.Contracts.Jobs;

namespace Batch.Cli.Jobs;

/// <summary>A job spec in a file. Relative paths in it count from the current directory, not from the file.</summary>
internal static class SpecFile
{
    private static readonly JsonSerializerOptions Strict = new(WireJson.Options)
    {
        // A misspelt option must not be lost in silence.
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
    };

    public static JobSpec Read(Shell shell, string path)
    {
        var file = shell.FullPath(path);
        if (!File.Exists(file))
        {
            throw CommandFailedException.WrongUse($"{path} is not there: name a job spec, such as jobs/samples/transcribe-folder.json.");
        }

        try
        {
            using var stream = File.OpenRead(file);
            var spec = JsonSerializer.Deserialize<JobSpec>(stream, Strict)
                ?? throw new JsonException("It is empty.");
            return Resolve(shell, spec);
        }
        catch (JsonException failure)
        {
            throw CommandFailedException.WrongUse($"{path} is no job spec: {failure.Message}");
        }
    }

    internal static JobSpec Resolve(Shell shell, JobSpec spec) => spec with
    {
        Source = spec.Source with
        {
            Paths = [.. spec.Source.Paths.Select(shell.FullPath)],
            Manifest = spec.Source.Manifest is { } manifest ? shell.FullPath(manifest) : null,
        },
        Output = spec.Output with { Folder = shell.FullPath(spec.Output.Folder) },
    };
}
