using Batch.Contracts.Attempts;

namespace Batch.Worker.Objects;

/// <summary>An object could not be read or written. The code is that of the <see cref="AttemptFailure"/> it becomes.</summary>
internal sealed class StoreException : Exception
{
    public const string Unavailable = "store_unavailable";
    public const string UrlRefused = "url_refused";
    public const string ObjectMissing = "object_missing";
    public const string ObjectCorrupt = "object_corrupt";
    public const string ObjectConflict = "object_conflict";
    public const string DiskFull = "disk_full";
    public const string SourceMissing = "source_missing";
    public const string SourceChanged = "source_changed";

    public StoreException(string code, string message)
        : base(message) => Code = code;

    public StoreException(string code, string message, Exception innerException)
        : base(message, innerException) => Code = code;

    public string Code { get; }
}
