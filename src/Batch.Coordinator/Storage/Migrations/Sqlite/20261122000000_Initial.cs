using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Batch.Coordinator.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "attempts",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    ChunkId = table.Column<string>(type: "TEXT", nullable: false),
                    ItemId = table.Column<string>(type: "TEXT", nullable: false),
                    JobId = table.Column<string>(type: "TEXT", nullable: false),
                    SessionId = table.Column<string>(type: "TEXT", nullable: false),
                    ClaimId = table.Column<Guid>(type: "TEXT", nullable: false),
                    TokenHash = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    WorkDone = table.Column<long>(type: "INTEGER", nullable: false),
                    FailureCode = table.Column<string>(type: "TEXT", nullable: true),
                    Model = table.Column<string>(type: "TEXT", nullable: true),
                    MissedPulses = table.Column<int>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Meter_QualityRedo = table.Column<long>(type: "INTEGER", nullable: false),
                    Meter_Run = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_attempts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "audit_entries",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Project = table.Column<string>(type: "TEXT", nullable: false),
                    Actor = table.Column<string>(type: "TEXT", nullable: false),
                    Action = table.Column<string>(type: "TEXT", nullable: false),
                    Subject = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_audit_entries", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "chunks",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Epoch = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempt = table.Column<string>(type: "TEXT", nullable: true),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    Tries = table.Column<int>(type: "INTEGER", nullable: false),
                    Losses = table.Column<int>(type: "INTEGER", nullable: false),
                    LostWorkers = table.Column<string>(type: "TEXT", nullable: false),
                    MachineryFailures = table.Column<int>(type: "INTEGER", nullable: false),
                    MachineryFailingSince = table.Column<long>(type: "INTEGER", nullable: true),
                    NotBefore = table.Column<long>(type: "INTEGER", nullable: false),
                    AvoidSession = table.Column<string>(type: "TEXT", nullable: true),
                    AvoidUntil = table.Column<long>(type: "INTEGER", nullable: false),
                    DispatchedUntil = table.Column<long>(type: "INTEGER", nullable: true),
                    Spec_Inputs = table.Column<string>(type: "TEXT", nullable: false),
                    Spec_ItemId = table.Column<string>(type: "TEXT", nullable: false),
                    Spec_JobId = table.Column<string>(type: "TEXT", nullable: false),
                    Spec_PayloadJson = table.Column<string>(type: "TEXT", nullable: true),
                    Spec_Pool = table.Column<string>(type: "TEXT", nullable: false),
                    Spec_Priority = table.Column<int>(type: "INTEGER", nullable: false),
                    Spec_Project = table.Column<string>(type: "TEXT", nullable: false),
                    Spec_RangeEnd = table.Column<long>(type: "INTEGER", nullable: false),
                    Spec_RangeStart = table.Column<long>(type: "INTEGER", nullable: false),
                    Spec_Round = table.Column<int>(type: "INTEGER", nullable: false),
                    Spec_Sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    Spec_Stage = table.Column<string>(type: "TEXT", nullable: false),
                    Spec_Weight = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_chunks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "idempotency_keys",
                columns: table => new
                {
                    Project = table.Column<string>(type: "TEXT", nullable: false),
                    Key = table.Column<string>(type: "TEXT", nullable: false),
                    BodySha256 = table.Column<string>(type: "TEXT", nullable: false),
                    JobId = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idempotency_keys", x => new { x.Project, x.Key });
                });

            migrationBuilder.CreateTable(
                name: "items",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    JobId = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", nullable: true),
                    Stage = table.Column<int>(type: "INTEGER", nullable: false),
                    OpenChunks = table.Column<int>(type: "INTEGER", nullable: false),
                    FailedChunks = table.Column<int>(type: "INTEGER", nullable: false),
                    Work = table.Column<long>(type: "INTEGER", nullable: false),
                    ReusedFrom = table.Column<string>(type: "TEXT", nullable: true),
                    FactsJson = table.Column<string>(type: "TEXT", nullable: true),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Failure_Code = table.Column<string>(type: "TEXT", nullable: true),
                    Failure_Message = table.Column<string>(type: "TEXT", nullable: true),
                    Failure_Remedy = table.Column<string>(type: "TEXT", nullable: true),
                    Source_Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Source_ModifiedTicks = table.Column<long>(type: "INTEGER", nullable: false),
                    Source_Name = table.Column<string>(type: "TEXT", nullable: false),
                    Source_Path = table.Column<string>(type: "TEXT", nullable: false),
                    Source_StemKey = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_items", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "job_counters",
                columns: table => new
                {
                    JobId = table.Column<string>(type: "TEXT", nullable: false),
                    Items = table.Column<long>(type: "INTEGER", nullable: false),
                    ItemsOpen = table.Column<long>(type: "INTEGER", nullable: false),
                    ItemsPending = table.Column<long>(type: "INTEGER", nullable: false),
                    ItemsReused = table.Column<long>(type: "INTEGER", nullable: false),
                    ItemsCompleted = table.Column<long>(type: "INTEGER", nullable: false),
                    ItemsPartial = table.Column<long>(type: "INTEGER", nullable: false),
                    ItemsFailed = table.Column<long>(type: "INTEGER", nullable: false),
                    ItemsSkipped = table.Column<long>(type: "INTEGER", nullable: false),
                    ItemsCancelled = table.Column<long>(type: "INTEGER", nullable: false),
                    WorkKnown = table.Column<long>(type: "INTEGER", nullable: false),
                    WorkDone = table.Column<long>(type: "INTEGER", nullable: false),
                    WorkFailed = table.Column<long>(type: "INTEGER", nullable: false),
                    ChunksOpen = table.Column<long>(type: "INTEGER", nullable: false),
                    ChunksCommitted = table.Column<long>(type: "INTEGER", nullable: false),
                    ChunksFailed = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<long>(type: "INTEGER", nullable: false),
                    AttemptsOpen = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_job_counters", x => x.JobId);
                });

            migrationBuilder.CreateTable(
                name: "jobs",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    WaitingReason = table.Column<string>(type: "TEXT", nullable: true),
                    WaitingSince = table.Column<long>(type: "INTEGER", nullable: true),
                    EnumerationComplete = table.Column<bool>(type: "INTEGER", nullable: false),
                    Error = table.Column<string>(type: "TEXT", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Submission_Fingerprint = table.Column<string>(type: "TEXT", nullable: false),
                    Submission_Force = table.Column<bool>(type: "INTEGER", nullable: false),
                    Submission_Kind = table.Column<string>(type: "TEXT", nullable: false),
                    Submission_Name = table.Column<string>(type: "TEXT", nullable: false),
                    Submission_OptionsJson = table.Column<string>(type: "TEXT", nullable: false),
                    Submission_OutputFolder = table.Column<string>(type: "TEXT", nullable: false),
                    Submission_Pool = table.Column<string>(type: "TEXT", nullable: false),
                    Submission_Priority = table.Column<int>(type: "INTEGER", nullable: false),
                    Submission_Project = table.Column<string>(type: "TEXT", nullable: false),
                    Submission_SpecJson = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_jobs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "known_files",
                columns: table => new
                {
                    Path = table.Column<string>(type: "TEXT", nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    ModifiedTicks = table.Column<long>(type: "INTEGER", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_known_files", x => x.Path);
                });

            migrationBuilder.CreateTable(
                name: "objects",
                columns: table => new
                {
                    ObjectName = table.Column<string>(type: "TEXT", nullable: false),
                    JobId = table.Column<string>(type: "TEXT", nullable: false),
                    ItemId = table.Column<string>(type: "TEXT", nullable: false),
                    Round = table.Column<int>(type: "INTEGER", nullable: false),
                    Stage = table.Column<string>(type: "TEXT", nullable: false),
                    Sequence = table.Column<int>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    Scratch = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_objects", x => x.ObjectName);
                });

            migrationBuilder.CreateTable(
                name: "output_entries",
                columns: table => new
                {
                    Folder = table.Column<string>(type: "TEXT", nullable: false),
                    Source = table.Column<string>(type: "TEXT", nullable: false),
                    ItemId = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_output_entries", x => new { x.Folder, x.Source });
                });

            migrationBuilder.CreateTable(
                name: "output_files",
                columns: table => new
                {
                    Folder = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    ItemId = table.Column<string>(type: "TEXT", nullable: false),
                    Bytes = table.Column<long>(type: "INTEGER", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_output_files", x => new { x.Folder, x.Name });
                });

            migrationBuilder.CreateTable(
                name: "postings",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Account_AttemptId = table.Column<string>(type: "TEXT", nullable: true),
                    Account_ItemId = table.Column<string>(type: "TEXT", nullable: true),
                    Account_JobId = table.Column<string>(type: "TEXT", nullable: true),
                    Account_Model = table.Column<string>(type: "TEXT", nullable: false),
                    Account_Pool = table.Column<string>(type: "TEXT", nullable: false),
                    Account_SessionId = table.Column<string>(type: "TEXT", nullable: false),
                    Account_Stage = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_postings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "rate_versions",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Card = table.Column<string>(type: "TEXT", nullable: false),
                    NanosPerDeviceHour = table.Column<long>(type: "INTEGER", nullable: false),
                    Currency = table.Column<string>(type: "TEXT", nullable: false),
                    Assumed = table.Column<bool>(type: "INTEGER", nullable: false),
                    EffectiveFrom = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rate_versions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "rollups",
                columns: table => new
                {
                    Account = table.Column<string>(type: "TEXT", nullable: false),
                    Stage = table.Column<string>(type: "TEXT", nullable: false),
                    Pool = table.Column<string>(type: "TEXT", nullable: false),
                    Model = table.Column<string>(type: "TEXT", nullable: false),
                    Cause = table.Column<string>(type: "TEXT", nullable: false),
                    RateVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    Day = table.Column<DateOnly>(type: "TEXT", nullable: false),
                    Time = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_rollups", x => new { x.Account, x.Stage, x.Pool, x.Model, x.Cause, x.RateVersion, x.Day });
                });

            migrationBuilder.CreateTable(
                name: "session_accounts",
                columns: table => new
                {
                    SessionId = table.Column<string>(type: "TEXT", nullable: false),
                    Idle = table.Column<long>(type: "INTEGER", nullable: false),
                    ColdStart = table.Column<long>(type: "INTEGER", nullable: false),
                    Unattributed = table.Column<long>(type: "INTEGER", nullable: false),
                    PostedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_session_accounts", x => x.SessionId);
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Instance = table.Column<string>(type: "TEXT", nullable: false),
                    Pool = table.Column<string>(type: "TEXT", nullable: false),
                    Devices = table.Column<int>(type: "INTEGER", nullable: false),
                    Slots = table.Column<int>(type: "INTEGER", nullable: false),
                    Host = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    Idle = table.Column<long>(type: "INTEGER", nullable: false),
                    ColdStart = table.Column<long>(type: "INTEGER", nullable: false),
                    Unattributed = table.Column<long>(type: "INTEGER", nullable: false),
                    RegisteredAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SeenAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "posting_lines",
                columns: table => new
                {
                    Cause = table.Column<string>(type: "TEXT", nullable: false),
                    RateVersion = table.Column<int>(type: "INTEGER", nullable: false),
                    PostingId = table.Column<string>(type: "TEXT", nullable: false),
                    Time = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_posting_lines", x => new { x.PostingId, x.Cause, x.RateVersion });
                    table.ForeignKey(
                        name: "FK_posting_lines_postings_PostingId",
                        column: x => x.PostingId,
                        principalTable: "postings",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_attempts_ChunkId_Epoch",
                table: "attempts",
                columns: new[] { "ChunkId", "Epoch" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_attempts_ClaimId",
                table: "attempts",
                column: "ClaimId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_attempts_ItemId",
                table: "attempts",
                column: "ItemId");

            migrationBuilder.CreateIndex(
                name: "IX_attempts_open_by_job",
                table: "attempts",
                column: "JobId",
                filter: "\"State\" = 'Running'");

            migrationBuilder.CreateIndex(
                name: "IX_attempts_open_by_session",
                table: "attempts",
                column: "SessionId",
                filter: "\"State\" = 'Running'");

            migrationBuilder.CreateIndex(
                name: "IX_attempts_SessionId",
                table: "attempts",
                column: "SessionId");

            migrationBuilder.CreateIndex(
                name: "IX_items_JobId_State_Id",
                table: "items",
                columns: new[] { "JobId", "State", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_items_Sha256",
                table: "items",
                column: "Sha256");

            migrationBuilder.CreateIndex(
                name: "IX_jobs_EndedAt",
                table: "jobs",
                column: "EndedAt");

            migrationBuilder.CreateIndex(
                name: "IX_jobs_State",
                table: "jobs",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_objects_ItemId_Round_Stage_Sequence_Name",
                table: "objects",
                columns: new[] { "ItemId", "Round", "Stage", "Sequence", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_objects_JobId",
                table: "objects",
                column: "JobId");

            migrationBuilder.CreateIndex(
                name: "IX_output_files_ItemId",
                table: "output_files",
                column: "ItemId");

            migrationBuilder.CreateIndex(
                name: "IX_sessions_Instance",
                table: "sessions",
                column: "Instance",
                unique: true,
                filter: "\"State\" = 'Live'");

            migrationBuilder.CreateIndex(
                name: "IX_sessions_State",
                table: "sessions",
                column: "State");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "attempts");

            migrationBuilder.DropTable(
                name: "audit_entries");

            migrationBuilder.DropTable(
                name: "chunks");

            migrationBuilder.DropTable(
                name: "idempotency_keys");

            migrationBuilder.DropTable(
                name: "items");

            migrationBuilder.DropTable(
                name: "job_counters");

            migrationBuilder.DropTable(
                name: "jobs");

            migrationBuilder.DropTable(
                name: "known_files");

            migrationBuilder.DropTable(
                name: "objects");

            migrationBuilder.DropTable(
                name: "output_entries");

            migrationBuilder.DropTable(
                name: "output_files");

            migrationBuilder.DropTable(
                name: "posting_lines");

            migrationBuilder.DropTable(
                name: "rate_versions");

            migrationBuilder.DropTable(
                name: "rollups");

            migrationBuilder.DropTable(
                name: "session_accounts");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "postings");
        }
    }
}
