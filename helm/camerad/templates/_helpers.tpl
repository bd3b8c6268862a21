{{- define "camerad.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 50 | trimSuffix "-" -}}
{{- end }}

{{- define "camerad.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else if contains (include "camerad.name" .) .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "camerad.name" .) | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end }}

{{- define "camerad.selectorLabels" -}}
app.kubernetes.io/name: {{ include "camerad.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "camerad.labels" -}}
{{ include "camerad.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end }}

{{- /* The Secret with the administrator's password; empty when the camera makes its own. */ -}}
{{- define "camerad.secretName" -}}
{{- if .Values.admin.existingSecret -}}
{{- .Values.admin.existingSecret -}}
{{- else if .Values.admin.password -}}
{{- printf "%s-admin" (include "camerad.fullname" .) -}}
{{- end -}}
{{- end }}

{{- /* The ports that nobody configured give way to those of several cameras, as in the service. */ -}}
{{- define "camerad.managementPort" -}}
{{- if .Values.management.port -}}
{{- .Values.management.port -}}
{{- else -}}
{{- gt (int .Values.camerasPerPod) 1 | ternary 7081 8081 -}}
{{- end -}}
{{- end }}

{{- define "camerad.rtspPort" -}}
{{- $distance := sub 8554 (int .Values.service.containerPort) -}}
{{- $count := int .Values.camerasPerPod -}}
{{- and (gt $count 1) (lt $distance $count) (gt $distance (sub 0 $count)) | ternary 18554 8554 -}}
{{- end }}
