namespace Batch.Coordinator.Access;

/// <summary>Who may use the API. Section <c>Batch:Access</c>.</summary>
public sealed class AccessOptions
{
    public const string Section = "Batch:Access";

    /// <summary>The keys that are accepted. Default none: then everybody on this machine may, and only this machine is listened on.</summary>
    public IList<ApiKeyOptions> ApiKeys { get; } = [];
}
