namespace Batch.Cli.Roles;

/// <summary>What a worker process needs besides the bus and the options of its pool.</summary>
internal sealed class WorkerRoleOptions
{
    public const string Section = "Batch:Worker";

    /// <summary>Where this machine reaches the coordinator, such as <c>https://batch.example.com</c>. No default.</summary>
    public Uri? Coordinator { get; set; }

    internal IEnumerable<string> Problems() => Coordinator is { IsAbsoluteUri: true, Scheme: "http" or "https" }
        ? []
        : [$"{Section}:Coordinator must be the address of the coordinator, such as https://batch.example.com"];
}
