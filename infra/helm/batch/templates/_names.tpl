{{- define "batch.labels" -}}
app.kubernetes.io/name: batch
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- end }}

{{- define "batch.coordinator" -}}
{{ .Release.Name }}-coordinator
{{- end }}

{{- define "batch.securityContext" -}}
runAsNonRoot: true
runAsUser: 1654
runAsGroup: 1654
fsGroup: 1654
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "batch.containerSecurityContext" -}}
readOnlyRootFilesystem: true
allowPrivilegeEscalation: false
capabilities: {drop: [ALL]}
{{- end }}

{{- define "batch.broker" -}}
- {name: Batch__Bus__Transport, value: rabbitmq}
- {name: Batch__Bus__Host, value: {{ .Values.broker.host | quote }}}
- {name: Batch__Bus__Port, value: {{ .Values.broker.port | quote }}}
- {name: Batch__Bus__VirtualHost, value: {{ .Values.broker.virtualHost | quote }}}
- {name: Batch__Bus__Tls__Enabled, value: {{ .Values.broker.tls.enabled | quote }}}
{{- if .Values.broker.tls.authoritySecret.name }}
- {name: Batch__Bus__Tls__AuthorityFile, value: /run/secrets/broker/{{ .Values.broker.tls.authoritySecret.key }}}
{{- end }}
{{- end }}

{{- define "batch.brokerMounts" -}}
{{- if .Values.broker.tls.authoritySecret.name }}
- {name: broker-authority, mountPath: /run/secrets/broker, readOnly: true}
{{- end }}
{{- end }}

{{- define "batch.brokerVolumes" -}}
{{- if .Values.broker.tls.authoritySecret.name }}
- name: broker-authority
  secret: {secretName: {{ .Values.broker.tls.authoritySecret.name | quote }}}
{{- end }}
{{- end }}

{{- define "batch.coordinatorEnvironment" -}}
{{ include "batch.broker" . }}
- {name: Batch__Bus__Username, value: {{ .Values.broker.coordinator.username | quote }}}
- name: Batch__Bus__Password
  valueFrom:
    secretKeyRef: {name: {{ .Values.broker.coordinator.passwordSecret.name | quote }}, key: {{ .Values.broker.coordinator.passwordSecret.key | quote }}}
- {name: Batch__Database__Provider, value: postgres}
- name: Batch__Database__ConnectionString
  valueFrom:
    secretKeyRef: {name: {{ .Values.database.connectionStringSecret.name | quote }}, key: {{ .Values.database.connectionStringSecret.key | quote }}}
- {name: Batch__Objects__Provider, value: azure}
- {name: Batch__Objects__Azure__Container, value: {{ .Values.objects.container | quote }}}
- name: Batch__Objects__Azure__ConnectionString
  valueFrom:
    secretKeyRef: {name: {{ .Values.objects.connectionStringSecret.name | quote }}, key: {{ .Values.objects.connectionStringSecret.key | quote }}}
- {name: Batch__SigningKeyFile, value: /run/secrets/signing/{{ .Values.signingKeySecret.key }}}
- {name: Batch__Access__ApiKeys__0__Name, value: {{ .Values.access.keyName | quote }}}
- name: Batch__Access__ApiKeys__0__Sha256
  valueFrom:
    secretKeyRef: {name: {{ .Values.access.keySha256Secret.name | quote }}, key: {{ .Values.access.keySha256Secret.key | quote }}}
{{- end }}
