using Batch.Core.Ids;

namespace Batch.Coordinator.Jobs;

/// <summary>A submit that was answered: the same key with the same body gets the same job again.</summary>
public sealed class IdempotencyKey
{
    private IdempotencyKey()
    {
    }

    public IdempotencyKey(string project, string key, string bodySha256, JobId jobId, DateTimeOffset now)
    {
        Project = project;
        Key = key;
        BodySha256 = bodySha256;
        JobId = jobId;
        CreatedAt = now;
    }

    public string Project { get; private set; } = "";

    public string Key { get; private set; } = "";

    public string BodySha256 { get; private set; } = "";

    public JobId JobId { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }
}
