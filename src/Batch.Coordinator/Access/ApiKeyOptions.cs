namespace Batch.Coordinator.Access;

/// <summary>A key of the API. The key itself is not kept.</summary>
public sealed class ApiKeyOptions
{
    /// <summary>For the audit record; required.</summary>
    public string Name { get; set; } = "";

    /// <summary>SHA-256 of the key in hex, 64 digits; required.</summary>
    public string Sha256 { get; set; } = "";

    internal bool IsValid => Name.Length > 0 && Sha256.Length == 64 && Sha256.All(char.IsAsciiHexDigit);
}
