namespace Batch.Cli.Roles;

/// <summary>How others reach the coordinator.</summary>
internal sealed class CoordinatorRoleOptions
{
    public const string Section = "Batch:Coordinator";

    /// <summary>
    /// Where workers and clients reach it, such as <c>https://batch.example.com</c>: the base of the signed links. Default: the address
    /// that it listens on; needed where that is every address of the machine.
    /// </summary>
    public Uri? PublicAddress { get; set; }

    internal IEnumerable<string> Problems() => PublicAddress is null or { IsAbsoluteUri: true, Scheme: "http" or "https" }
        ? []
        : [$"{Section}:PublicAddress must be an address such as https://batch.example.com"];
}
