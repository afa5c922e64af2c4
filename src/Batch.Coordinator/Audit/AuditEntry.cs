namespace Batch.Coordinator.Audit;

/// <summary>Who asked for what, for the record.</summary>
public sealed class AuditEntry
{
    private AuditEntry()
    {
    }

    public AuditEntry(string project, string actor, string action, string subject, DateTimeOffset now)
    {
        Project = project;
        Actor = actor;
        Action = action;
        Subject = subject;
        At = now;
    }

    public long Id { get; private set; }

    public string Project { get; private set; } = "";

    /// <summary>Name of the API key, or <c>local</c>.</summary>
    public string Actor { get; private set; } = "";

    /// <summary>Such as <c>job.submit</c>.</summary>
    public string Action { get; private set; } = "";

    /// <summary>Id of what it was done to.</summary>
    public string Subject { get; private set; } = "";

    public DateTimeOffset At { get; private set; }
}
