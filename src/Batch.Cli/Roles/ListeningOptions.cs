using System.CommandLine;
using Batch.Cli.Embedded;

namespace Batch.Cli.Roles;

/// <summary>Where a server listens: the two options that mean the same for <c>up</c> and <c>coordinator run</c>.</summary>
internal static class ListeningOptions
{
    public static Option<int> Port() => new("--port") { Description = "Port to listen on.", DefaultValueFactory = _ => 8080 };

    public static Option<string> Host() => new("--host")
    {
        Description = "Address to listen on; one that is not loopback needs an API key in the configuration.",
        DefaultValueFactory = _ => "127.0.0.1",
    };
}
