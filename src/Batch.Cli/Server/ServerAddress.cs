using System.CommandLine;
using Batch.Cli.CommandLine;

namespace Batch.Cli.Server;

/// <summary>Which server a verb talks to: <c>--server</c>, else <c>BATCH_SERVER</c>, else this machine.</summary>
internal static class ServerAddress
{
    public const string Default = "http://127.0.0.1:8080";

    public static Option<string?> Option() => new("--server")
    {
        Description = $"Address of the server. Default: BATCH_SERVER, else {Default}.",
        HelpName = "URL",
    };

    public static BatchClient Connect(Shell shell, string? option) => BatchClient.Connect(
        Parse(option ?? shell.Environment("BATCH_SERVER") ?? Default),
        shell.Environment("BATCH_API_KEY"));

    internal static Uri Parse(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            ? uri
            : throw CommandFailedException.WrongUse($"--server {address} is no address: write it as {Default}.");
}
