using System.CommandLine;
using Batch.Cli.CommandLine;

namespace Batch.Cli.Roles;

/// <summary>The option <c>--config</c>: a file of settings that go before those beside the executable.</summary>
internal static class ConfigurationFile
{
    public static Option<string?> Option() => new("--config")
    {
        Description = "A JSON file of settings that go before those of appsettings.json; the environment goes before both.",
        HelpName = "FILE",
    };

    /// <exception cref="CommandFailedException">There is no such file.</exception>
    public static string? Find(Shell shell, string? name) =>
        name is null ? null
        : shell.FullPath(name) is var path && File.Exists(path) ? path
        : throw CommandFailedException.WrongUse($"--config {name}: there is no such file.");
}
