using Azure;

namespace Batch.Coordinator.Blobs;

/// <summary>What the store says when it refuses, in short.</summary>
internal static class BlobErrors
{
    /// <summary>Whether it is the store that speaks, or the way to it that is broken.</summary>
    public static bool IsStore(Exception error) => error is RequestFailedException or AggregateException;

    /// <summary>Such as <c>ContainerNotFound</c>, or what is wrong with the network.</summary>
    public static string Words(Exception error) =>
        error is RequestFailedException { ErrorCode: { Length: > 0 } code } ? code
        : error is RequestFailedException { Status: > 0 } answered ? $"HTTP {answered.Status}"
        : (error.InnerException ?? error).Message;
}
